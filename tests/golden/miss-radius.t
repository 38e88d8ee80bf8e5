# Near miss: RADIUS messages of 0x02xx bytes; the identifier counts up and the authenticator is random (RFC
# 2865).
udp 10.0.0.11:40000 > 192.0.2.7:1812
not skype

0       > 01 2a 0210 ~211*524
0.05    < 0b 2a 0214 ~212*528
0.2     > 01 2b 0210 ~213*524
0.25    < 02 2b 020c ~214*520

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
