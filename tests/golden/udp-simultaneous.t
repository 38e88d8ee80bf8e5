# Both sides behind NAT ask each other at the same time: the second answers a question before its own was (SEED, EHL06).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*13
0.012   < 91d2 02 77a1b3c5 d9e8f706 ~17*16
0.013   > 91d2 57 c0000207 65bb4422
0.095   < 60c4 77 cb007105 55aa3311

--- whole
packet 2 <   27 bytes  1011 udp-exchange: skype +50 = 50
packet 3 >   11 bytes  1004 udp-nack-address: skype +90 = 100
packet 3 >   11 bytes  1006 udp-nack-echo: skype +85 = 100
packet 3 >   11 bytes  1016 udp-simultaneous: skype +1 = 100
skype signalling udp-direct, final 100, packet 2 of 3
by 1004 udp-nack-address, era 1.0 - 5.5
flags none
path nat-both
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
--- ipv6
packet 2 <   27 bytes  1011 udp-exchange: skype +50 = 50
packet 3 >   11 bytes  1006 udp-nack-echo: skype +85 = 100
packet 3 >   11 bytes  1016 udp-simultaneous: skype +1 = 100
skype signalling udp-direct, final 100, packet 2 of 3
by 1006 udp-nack-echo, era 1.0 - 5.5
flags none
path nat-both
