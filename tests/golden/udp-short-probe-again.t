# Periodic probes: 25 and 26 bytes, the next request counts up by two.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 33d0 02 6c7d8e9f a0b1c2d3 ~71*14
0.12    < e011 02 15263748 596a7b8c ~72*15
20      > 33d2 02 0a1b2c3d 4e5f6071 ~73*14
20.12   < e0a1 02 82930ab4 c5d6e7f8 ~74*15

--- whole
packet 2 <   26 bytes  1010 udp-short-probe: skype +65 = 65
packet 3 >   25 bytes  1012 udp-next-request: skype +25 = 90
skype signalling udp-direct, final 90, packet 2 of 3
by 1010 udp-short-probe, era 1.0 - 7.18
flags none
path nat-one
--- only >
packet 2 >   25 bytes  1012 udp-next-request: skype +25 = 25
unknown none none, open 25, 2 packets
by 1012 udp-next-request, era 1.0 - 7.18
flags one-way
--- only <
packet 2 <   26 bytes  1012 udp-next-request: skype +25 = 25
unknown none none, open 25, 2 packets
by 1012 udp-next-request, era 1.0 - 7.18
flags one-way
