# Another program plays a probe and its refusal, then says what it likes: it is called Skype. docs/limits.md, Evasion.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*7
0.39    < 60c4 77 0a00000b 55aa3311
0.5     > 60c5 02 8f1e2d3d 4b5a6979 ~42*7
1       > "d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"

--- whole
packet 2 <   11 bytes  1004 udp-nack-address: skype +90 = 90
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1004 udp-nack-address, era 1.0 - 5.5
flags none
path nat-one
--- only >
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way
--- ipv6
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 85
skype signalling udp-direct, likely 85, packet 2 of 4
by 1006 udp-nack-echo, era 1.0 - 5.5
flags none
