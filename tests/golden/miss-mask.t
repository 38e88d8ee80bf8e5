# Near miss: mKCP, as v2ray masks it without a seed: each byte is masked with the one four before it, and most of the header
# is zero, so a checksum with 02 in its third byte on both sides is followed by the same four bytes over and over.
udp 10.0.0.11:40000 > 192.0.2.7:4001
not skype

0       > c49a 02 57c48839 06c58839 06c58839 06c58839 06c58839 da ~261*220
0.001   < 71e3 02 8d71f639 dc71f639 dc71d639 dc71d739 dc71d738 dc71d738
0.05    < 5f11 9a b05f04a1 e15f04a1 e15f24a1 e15f25a1 e15f25a0 e15f25a0
--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
