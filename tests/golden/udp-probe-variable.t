# From 2.0 on the request has no fixed size (EHL06); the resend is five bytes longer than whatever it was.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 4f3c 02 31d2a97e 0c64f3b8 ~21*18
0.11    < 4f3c 57 cb007105 09f8e7d6
0.1104  > 4f3c 13 01 09f8e7d6 c0000207 0c64f3b8 ~22*18
0.21    < 77a0 02 5be2c910 e4470d3f ~23*15

--- whole
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 85
packet 2 <   11 bytes  1015 udp-translated: skype +1 = 86
packet 3 >   34 bytes  1001 udp-probe-chain: skype +100 = 100
packet 3 >   34 bytes  1002 udp-probe-one-way: skype +100 = 100
skype signalling udp-direct, final 100, packet 2 of 3
by 1001 udp-probe-chain, era 1.0 - 4.2
flags none
path nat-one
--- only >
packet 2 >   34 bytes  1002 udp-probe-one-way: skype +100 = 100
packet 2 >   34 bytes  1003 udp-resend-address: skype +90 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1002 udp-probe-one-way, era 1.0 - 4.2
flags one-way
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
