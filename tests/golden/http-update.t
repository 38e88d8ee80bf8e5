# The client of 2006 asks for the newest version and tells its own (BAS04; CAP12's form: absolute URI, lower-
# case names).
tcp 10.0.0.11:50000 > 192.0.2.40:80

0       > "GET http://ui.skype.com/ui/2/1.3.0.30/en/getlatestversion?ver=1.3.0.30&uhash=10a1 HTTP/1.1\r\n"
          "host: ui.skype.com\r\ncontent-length: 0\r\n\r\n"
0.2     < "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n1.3.0.53"

--- whole
packet 1 >  133 bytes  6001 http-update: skype-related +100 = 100
packet 1 >  133 bytes  6003 http-host: skype-related +95 = 100
skype-related update http, final 100, packet 1 of 1
by 6001 http-update, era 1.3.0.30
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
