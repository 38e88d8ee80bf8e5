# Near miss: what would be the id of the request is not.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0       > 1e88 02 a9b8c7d6 e5f40312 ~61*20
0.2     < 9c01 1f 1e89 00 02 ~62*1348

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
