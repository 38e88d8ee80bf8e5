# Near miss: the proxy cannot reach the host.
tcp 10.0.0.11:50000 > 10.0.0.2:1080
not skype

0       > 05 01 00
0.1     < 05 00
0.11    > 05 01 00 01 c0000207 8109
0.3     < 05 05 00 01 00000000 0000

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
