# Near miss: CoAP (RFC 7252 3) without a token. Type and code, then a message id that the answer repeats: 02 where Skype has
# its function, in both, for 256 messages on end.
udp 10.0.0.11:50000 > 192.0.2.7:5683
not skype

0       > 40 01 025e b7 "sensors" 06 "temp17" 45 "u=123"
0.03    < 60 45 025e 44 a1b2c3d4 81 32 ff "{\"v\":19.7}"

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
