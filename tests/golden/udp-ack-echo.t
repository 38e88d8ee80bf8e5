# An ack of a large notice, behind a NAT (EHL06 5.1).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 2b02 02 d0c1b2a3 948576e7 ~51*335
0.21    < 2b02 35 cb007105 18273645

--- whole
packet 2 <   11 bytes  1007 udp-ack-echo: skype +85 = 85
packet 2 <   11 bytes  1015 udp-translated: skype +1 = 86
skype signalling udp-direct, likely 86, packet 2 of 2
by 1007 udp-ack-echo, era 1.0 - 7.18
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
