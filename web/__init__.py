"""What comes from outside, guarded: pages of job ads, web searches. Beside `documents/` and `gateway/`; knows neither."""
