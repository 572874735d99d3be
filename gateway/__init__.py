"""Every model call: routes, health, retries, budgets, cache, prices, ledger. It knows no resumes."""
