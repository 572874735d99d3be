"""Addresses as strangers write them: one reading, and nothing but the public internet behind it."""

import ipaddress
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import UserError
from web.addresses import closed_networks, follow, is_web_address, parse_address, shown, why_closed


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://jobs.example.org/view/7?ref=a#apply", "https://jobs.example.org/view/7?ref=a"),
        ("HTTP://JOBS.Example.ORG", "http://jobs.example.org/"),
        ("https://jobs.example.org:443/x", "https://jobs.example.org/x"),
        ("http://jobs.example.org:8080/x", "http://jobs.example.org:8080/x"),
        ("https://jobs.example.org./x", "https://jobs.example.org/x"),
        ("https://bücher.example/stellen/köchin", "https://xn--bcher-kva.example/stellen/k%C3%B6chin"),
        ("https://jobs.example.org/a%20b", "https://jobs.example.org/a%20b"),
        ("  https://jobs.example.org/x\n", "https://jobs.example.org/x"),
        ("http://[2606:4700::1]/x", "http://[2606:4700::1]/x"),
    ],
)
def test_an_honest_address_is_read(given: str, read: str) -> None:
    assert str(parse_address(given)) == read


@pytest.mark.parametrize(
    "odd",
    [
        "ftp://jobs.example.org/ad.txt",
        "file:///etc/passwd",
        "https:///x",
        "https://user:secret@jobs.example.org/",
        "https://jobs.example.org@10.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://10.0.0.1.2/",
        "http://1.2.3.4.0x5/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://jobs..example.org/",
        "http://ex%61mple.org/",
        "http://jobs.example.org\\@10.0.0.1/",
        "http://jobs.example.org/a b",
        "http://jobs.exam\tple.org/",
        "http://jobs.example.org:25/",
        "http://jobs.example.org:65536/",
        "http://jobs.example.org:x/",
        f"http://jobs.example.org/{'a' * 5000}",
        f"http://{'a.' * 130}example/",
        "http://xn--\u2603.example\u3002/\u0000",
    ],
)
def test_an_address_that_no_honest_page_has_is_refused_in_one_line(odd: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_address(odd)
    assert len(str(refused.value).splitlines()) == 1
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "disguised", ["http://１２７.０.０.１/", "http://127。0。0。1/", "http://127.0.0.1./", "http://①②⑦.0.0.1/"]
)
def test_look_alike_digits_and_dots_are_what_they_look_like(disguised: str) -> None:
    assert parse_address(disguised).host == "127.0.0.1"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = parse_address(f"http://{text}")
    except UserError:
        return
    assert urlsplit(str(address)).hostname == address.host
    assert str(parse_address(str(address))) == str(address)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/other", "https://jobs.example.org/other"),
        ("?page=2", "https://jobs.example.org/a/b?page=2"),
        ("//elsewhere.example/x", "https://elsewhere.example/x"),
        ("http://elsewhere.example/with a blank", "http://elsewhere.example/with%20a%20blank"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location: str, leads_to: str) -> None:
    assert str(follow(parse_address("https://jobs.example.org/a/b"), location)) == leads_to


@pytest.mark.parametrize("location", ["file:///etc/passwd", "gopher://x/", "http://0x7f.1/", "http://[", "//a@b/"])
def test_a_redirect_to_an_odd_address_is_refused(location: str) -> None:
    with pytest.raises(UserError):
        follow(parse_address("https://jobs.example.org/"), location)


CLOSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254", "169.254.1.1",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1",
    "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", CLOSED)
def test_what_is_not_the_public_internet_is_closed(ip: str) -> None:
    assert why_closed(ipaddress.ip_address(ip)) is not None


@pytest.mark.parametrize("ip", ["1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "2a00:1450:4001::200e"])
def test_public_addresses_are_open(ip: str) -> None:
    assert why_closed(ipaddress.ip_address(ip)) is None


def test_every_kind_of_closed_network_is_named_by_what_it_is() -> None:
    named = {ip: why_closed(ipaddress.ip_address(ip)) for ip in ("127.0.0.1", "169.254.169.254", "10.0.0.1", "2002::1")}
    assert named == {
        "127.0.0.1": "this machine",
        "169.254.169.254": "a machine's own metadata service",
        "10.0.0.1": "a private network",
        "2002::1": "an IPv4 address in disguise",
    }


@pytest.mark.parametrize("ip", CLOSED)
def test_the_setting_for_tests_opens_this_machine_and_nothing_else(ip: str) -> None:
    opened = why_closed(ipaddress.ip_address(ip), allow_loopback=True) is None
    assert opened == (ip in {"127.0.0.1", "127.255.255.254", "::1"})


@given(st.ip_addresses())
def test_an_address_that_the_standard_library_calls_private_is_never_open(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        assert why_closed(ip) is not None


@given(st.sampled_from([net for one in closed_networks() for net in one.ranges]), st.integers(0, 2**128))
def test_every_address_of_a_listed_network_is_closed(
    network: ipaddress.IPv4Network | ipaddress.IPv6Network, at: int
) -> None:
    assert why_closed(network[at % network.num_addresses]) is not None


def test_a_name_of_a_file_is_no_address() -> None:
    told = {text: is_web_address(text) for text in ("ad.txt", "C:\\ad.txt", "https://x.example", "FTP://x", "a/b://c")}
    assert [text for text, is_address in told.items() if is_address] == ["https://x.example", "FTP://x"]


def test_messages_show_an_address_short_and_without_a_password() -> None:
    told = shown(f"https://me:pass@jobs.example.org/\x1b[31m{'a' * 500}")
    assert (len(told), "pass" in told, "\x1b" in told) == (160, False, False)
