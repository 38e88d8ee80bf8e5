# The 72 bytes in two pieces: no cut into segments hides them, but an answer in between does. docs/limits.md, Evasion.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > 80 46 01 03 01 00 2d 00 00 00 10
0.1     < 00
0.2     > 00 00 05 00 00 04 00 00 0a 00 00 09 00 00 64 00 00 62 00 00 08 00 00 03 00 00 06
          01 00 80 07 00 c0 03 00 80 06 00 40 02 00 80 04 00 80 ~641*16

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
--- only >
packet 2 >   72 bytes  4001 mimic-hello: skype +100 = 100
skype signalling tls-443-mimic, final 100, packet 2 of 2
by 4001 mimic-hello, era 1.0 - 7.18
flags one-way
path nat-one
