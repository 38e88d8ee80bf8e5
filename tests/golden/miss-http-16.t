# Near miss: a request of sixteen bytes.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

0       > "GET / HTTP/1.0\r\n"
0.2     > "\r\n"

--- whole
packet 2 >   18 bytes  6090 http-other: other +90 = 90
other none http, final 90, packet 2 of 2
by 6090 http-other, era any
flags one-way
