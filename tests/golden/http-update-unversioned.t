# The first run only tells that it is installed; no number stands there.
tcp 10.0.0.11:50000 > 192.0.2.40:80

0       > "GET /ui/0/97/en/installed?source=web HTTP/1.1\r\nHost: ui.skype.com\r\n\r\n"

--- whole
packet 1 >   69 bytes  6001 http-update: skype-related +100 = 100
packet 1 >   69 bytes  6003 http-host: skype-related +95 = 100
skype-related update http, final 100, packet 1 of 1
by 6001 http-update, era 0.9 - 5.99
flags one-way
