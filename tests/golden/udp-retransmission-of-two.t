# Two requests nobody answers take turns in being sent again.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19
0.5     > 5d42 02 60718293 0a1b2c3d ~94*14
2.05    > 5d40 02 7d6c5b4a f8e7d6c5 ~92*19
2.55    > 5d42 02 a4b5c6d7 0a1b2c3d ~95*14

--- whole
packet 2 >   25 bytes  1012 udp-next-request: skype +25 = 25
packet 3 >   30 bytes  1014 udp-retransmission-of-two: skype +80 = 100
skype signalling udp-direct, final 100, packet 3 of 3
by 1014 udp-retransmission-of-two, era 1.0 - 7.18
flags one-way
path nat-one
