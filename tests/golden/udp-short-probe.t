# A probe in two messages, of 18 and 51 bytes (ADA09 2.2).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 33d0 02 6c7d8e9f a0b1c2d3 ~71*7
0.12    < e011 02 15263748 596a7b8c ~72*40

--- whole
packet 2 <   51 bytes  1010 udp-short-probe: skype +65 = 65
skype signalling udp-direct, likely 65, packet 2 of 2
by 1010 udp-short-probe, era 1.0 - 7.18
flags none
path nat-one
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
