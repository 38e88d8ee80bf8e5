# Near miss: Teams says version 4 and has attributes of its own.
udp 10.0.0.11:50012 > 192.0.2.20:3479
not skype

0       > 0001 005c 2112a442 ~411*12
          0006 0009 "aB3+:Zx9/" 00 00 00
          802a 0008 ~412*8
          8070 0004 00000004
          8036 0004 00000001
          0024 0004 6efffeff
          8037 0004 00000002
          0008 0014 ~413*20
          8028 0004 ~414*4

--- whole
packet 1 >  112 bytes  9010 ice-teams: other +65 = 65
other call stun-ice, likely 65, packet 1 of 1
by 9010 ice-teams, era any
flags one-way
