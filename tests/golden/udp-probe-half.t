# Request and resend alone, the NACK lost: bytes of both prove the probe, and the resend names its
# destination.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 4f3a 02 9b21c470 5ce1089d ~11*7
0.0803  > 4f3a 63 01 a1b2c3d4 0a0b0c0d 5ce1089d ~12*7     # not its destination: a NAT stands in between

--- whole
packet 2 >   23 bytes  1002 udp-probe-one-way: skype +100 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1002 udp-probe-one-way, era 1.0 - 4.2
flags one-way
path nat-one
