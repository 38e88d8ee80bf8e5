# Near miss: OpenVPN over TCP, hard reset: length 0x000e, opcode 7, session, no acknowledgement, number.
tcp 10.0.0.11:50000 > 192.0.2.7:1194
not skype

0       > 000e 38 ~591*8 00 00000000
0.1     < 001a 40 ~592*8 01 00000000 ~591*8 00000000
0.11    > 0016 28 ~591*8 01 00000000 ~592*8
0.12    > 0072 20 ~591*8 00 00000001 ~593*100

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
