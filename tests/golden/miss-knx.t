# Near miss: KNXnet/IP: header length 6, version 0x10, a core service 0x02xx.
udp 10.0.0.11:3671 > 192.0.2.7:3671
not skype

0       > 06 10 02 05 00 1a 08 01 0a00000b 0e57 08 01 0a00000b 0e57 04 04 02 00
0.02    < 06 10 02 06 00 14 15 00 08 01 c0000207 0e57 04 04 11 0a
60      > 06 10 02 07 00 10 15 00 08 01 0a00000b 0e57
60.02   < 06 10 02 08 00 08 15 00

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
