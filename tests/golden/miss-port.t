# Near miss: a server of a program that opens NATs tells a client its address, and the port with it.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 01 8f1e2d3c
0.04    < 60c4 05 0a00000b 9c40 3311

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
