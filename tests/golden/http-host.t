# A browser on a page of Skype.
tcp 10.0.0.11:50000 > 192.0.2.7:80

0       > "GET /go/help HTTP/1.1\r\nHost: www.skype.com\r\nUser-Agent: Mozilla/5.0\r\n\r\n"

--- whole
packet 1 >   71 bytes  6003 http-host: skype-related +95 = 95
skype-related none http, final 95, packet 1 of 1
by 6003 http-host, era any
flags one-way
