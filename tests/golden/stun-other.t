# Plain STUN of somebody else.
udp 10.0.0.11:50012 > 192.0.2.20:3478

0       > 0001 0000 2112a442 ~431*12
0.04    < 0101 0018 2112a442 ~431*12
          0020 0008 ~432*8
          8022 0007 "example" 00

--- whole
packet 1 >   20 bytes  9090 stun-other: other +55 = 55
other none stun-ice, likely 55, packet 1 of 2
by 9090 stun-other, era any
flags none
