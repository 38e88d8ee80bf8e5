# The hello is missing from the capture: the answer alone says it.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > [lost] 80 46 01 03 01 00 2d 00 00 00 10
          00 00 05 00 00 04 00 00 0a 00 00 09 00 00 64 00 00 62 00 00 08 00 00 03 00 00 06
          01 00 80 07 00 c0 03 00 80 06 00 40 02 00 80 04 00 80 ~641*16
0.1     < 16 03 01 00 4a 02 00 00 46 03 01 40 1b e4 86 5a*28
          20 1c a0 e4 f6 5a*28 00 05 00
0.11    > ~642*41

--- whole
packet 1 <   79 bytes  4002 mimic-answer: skype +100 = 100
skype signalling tls-443-mimic, final 100, packet 1 of 1
by 4002 mimic-answer, era 1.0 - 7.18
flags one-way missing
path nat-one
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
