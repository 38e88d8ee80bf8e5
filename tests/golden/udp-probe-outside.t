# The same seen outside the NAT: the NACK names the destination of the very packet it stands in (SN06).
udp 203.0.113.5:40000 > 192.0.2.7:33033

0       > 4f3a 02 9b21c470 5ce1089d ~11*7
0.08    < 4f3a 27 cb007105 a1b2c3d4
0.0803  > 4f3a 63 01 a1b2c3d4 c0000207 5ce1089d ~12*7
0.17    < 8d11 02 11f3a7c2 7be0924d ~13*7

--- whole
packet 2 <   11 bytes  1004 udp-nack-address: skype +90 = 90
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1004 udp-nack-address, era 1.0 - 5.5
flags none
path direct
--- only >
packet 2 >   23 bytes  1002 udp-probe-one-way: skype +100 = 100
packet 2 >   23 bytes  1003 udp-resend-address: skype +90 = 100
skype signalling udp-direct, final 100, packet 2 of 2
by 1002 udp-probe-one-way, era 1.0 - 4.2
flags one-way
--- ipv6
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 85
packet 3 >   23 bytes  1001 udp-probe-chain: skype +100 = 100
packet 3 >   23 bytes  1002 udp-probe-one-way: skype +100 = 100
skype signalling udp-direct, final 100, packet 2 of 3
by 1001 udp-probe-chain, era 1.0 - 4.2
flags none
