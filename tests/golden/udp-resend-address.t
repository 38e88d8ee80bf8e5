# A resend alone names the address it is sent to (EHL06 fig. 4).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 4f3a 63 01 a1b2c3d4 c0000207 5ce1089d ~12*7
0.09    < 8d11 02 11f3a7c2 7be0924d ~13*7

--- whole
packet 1 >   23 bytes  1003 udp-resend-address: skype +90 = 90
skype signalling udp-direct, final 90, packet 1 of 1
by 1003 udp-resend-address, era 1.0 - 4.2
flags one-way
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- ipv6
unknown none none, open 0, 2 packets
by nothing, era any
flags none
