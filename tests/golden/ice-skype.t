# A call of the cloud years: a binding request with a candidate's name and implementation version 3.
udp 10.0.0.11:50012 > 192.0.2.20:3479

0       > 0001 0054 2112a442 ~401*12
          0006 0009 "aB3+:Zx9/" 00 00 00
          0024 0004 6efffeff
          802a 0008 ~402*8
          8054 0001 31 00 00 00
          8070 0004 00000003
          0008 0014 ~403*20
          8028 0004 ~404*4
0.05    < 0101 0034 2112a442 ~401*12
          8070 0004 00000003
          0020 0008 ~405*8
          0008 0014 ~406*20
          8028 0004 ~407*4

--- whole
packet 1 >  104 bytes  9001 ice-skype: skype +65 = 65
skype call stun-ice, likely 65, packet 1 of 2
by 9001 ice-skype, era 8
flags none
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
