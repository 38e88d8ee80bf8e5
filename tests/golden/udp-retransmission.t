# A request nobody answers is sent again: same id, length and checksum, all of the vector new (SN06).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19
2.05    > 5d40 02 7d6c5b4a f8e7d6c5 ~92*19
6.1     > 5d40 02 e1f2a3b4 f8e7d6c5 ~93*19

--- whole
packet 2 >   30 bytes  1013 udp-retransmission: skype +80 = 80
skype signalling udp-direct, likely 80, packet 2 of 3
by 1013 udp-retransmission, era 1.0 - 7.18
flags one-way
path nat-one
