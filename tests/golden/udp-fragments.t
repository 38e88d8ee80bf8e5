# A large answer in fragments, function 15, each with the id of the request it answers and its number (BON07;
# own count).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 1e88 02 a9b8c7d6 e5f40312 ~61*20
0.2     < 9c01 1f 1e88 00 02 ~62*1348
0.2     < 9c02 4f 1e88 01 02 ~63*1348
0.2     < 9c03 0f 1e88 02 02 ~64*700

--- whole
packet 2 < 1355 bytes  1008 udp-fragment-echo: skype +90 = 90
skype signalling udp-direct, final 90, packet 2 of 2
by 1008 udp-fragment-echo, era 1.0 - 7.18
flags none
path nat-one
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way
