# Near miss: version 3 without a candidate's name may be Skype for Business.
udp 10.0.0.11:50012 > 192.0.2.20:3479
not skype

0       > 0001 004c 2112a442 ~421*12
          0006 0009 "aB3+:Zx9/" 00 00 00
          0024 0004 6efffeff
          802a 0008 ~402*8
          8070 0004 00000003
          0008 0014 ~403*20
          8028 0004 ~404*4

--- whole
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
