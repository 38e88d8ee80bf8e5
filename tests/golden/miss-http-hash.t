# Near miss: a path of hexadecimal digits. Letters and digits take turns as they did ten bytes before.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

0       > "GET /0a1b2c3d4e5f6a7b8c9d0e HTTP/1.0\r\n\r\n"
0.1     < "HTTP/1.0 200 OK\r\n\r\n"

--- whole
packet 1 >   40 bytes  6090 http-other: other +90 = 90
other none http, final 90, packet 1 of 1
by 6090 http-other, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
