# Near miss: requests of type 2 and answers of type 5 that repeat their number, with the clock of each side behind it.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 5f1e2d3c 4b5a6978 ~41*7
0.04    < 60c4 05 5f1e2d3d 55aa3311

--- whole
packet 2 <   11 bytes  1015 udp-translated: skype +1 = 1
unknown none none, open 1, 2 packets
by 1015 udp-translated, era 1.0 - 7.18
flags none
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- ipv6
unknown none none, open 0, 2 packets
by nothing, era any
flags none
