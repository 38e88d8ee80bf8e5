# Near miss: any port that answers a GET with nothing; a Skype listener does, and many others.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > "GET / HTTP/1.0\r\n\r\n"
0.1     < "HTTP/1.0 404 Not Found\r\n\r\n"

--- whole
packet 1 >   18 bytes  6090 http-other: other +90 = 90
other none http, final 90, packet 1 of 1
by 6090 http-other, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
