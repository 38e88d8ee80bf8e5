# Near miss: Omron FINS, whose gateway count is 2.
udp 10.0.0.11:9600 > 192.0.2.7:9600
not skype

0       > 80 00 02 00 01 00 00 63 00 ef 01 01 82 00 64 00 00 96
0.02    < c0 00 02 00 63 ef 00 01 00 00 ef 01 01 00 00 ~231*300
1       > 80 00 02 00 01 00 00 63 00 f0 01 01 82 00 64 00 00 96

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
