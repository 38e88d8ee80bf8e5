# A request the client itself makes names it.
tcp 10.0.0.11:50000 > 192.0.2.7:80

0       > "GET /news HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: Skype\x99 3.8\r\n\r\n"

--- whole
packet 1 >   69 bytes  6002 http-agent: skype-related +95 = 95
skype-related update http, final 95, packet 1 of 1
by 6002 http-agent, era 0.9 - 7.18
flags one-way
