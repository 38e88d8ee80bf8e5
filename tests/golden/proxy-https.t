# Through an HTTP proxy: CONNECT to a bare address, then the hello of port 443.
tcp 10.0.0.11:50000 > 10.0.0.2:3128

0       > "CONNECT 192.0.2.7:443 HTTP/1.0\r\n\r\n"
0.1     < "HTTP/1.0 200 Connection established\r\n\r\n"
0.11    > 80 46 01 03 01 00 2d 00 00 00 10
          00 00 05 00 00 04 00 00 0a 00 00 09 00 00 64 00 00 62 00 00 08 00 00 03 00 00 06
          01 00 80 07 00 c0 03 00 80 06 00 40 02 00 80 04 00 80 ~641*16
0.2     < 16 03 01 00 4a 02 00 00 46 03 01 40 1b e4 86 5a*28
          20 1c a0 e4 f6 5a*28 00 05 00

--- whole
packet 3 >   72 bytes  4001 mimic-hello: skype +100 = 100
skype signalling proxy-https, final 100, packet 3 of 3
by 4001 mimic-hello, era 1.0 - 7.18
flags tunnelled
path proxy
--- only >
packet 2 >   72 bytes  4001 mimic-hello: skype +100 = 100
skype signalling tls-443-mimic, final 100, packet 2 of 2
by 4001 mimic-hello, era 1.0 - 7.18
flags one-way missing
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
