# Through a SOCKS5 proxy, with a key exchange inside (RFC 1928).
tcp 10.0.0.11:50000 > 10.0.0.2:1080

0       > 05 02 00 02
0.1     < 05 00
0.11    > 05 01 00 01 c0000207 8109
0.3     < 05 00 00 01 0a000002 c350
0.31    > ~811*77
0.4     < ~812*93
0.4012  > ~813*8
0.5     < ~814*8

--- whole
packet 7 >    8 bytes  2020 tcp-key-exchange: skype +70 = 70
packet 8 <    8 bytes  2022 tcp-key-exchange-answer: skype +25 = 95
skype signalling proxy-socks5, final 95, packet 7 of 8
by 2020 tcp-key-exchange, era 5.0 - 7.18
flags tunnelled
path proxy
--- only >
unknown none none, open 0, 4 packets
by nothing, era any
flags one-way missing
--- only <
unknown none none, open 0, 4 packets
by nothing, era any
flags one-way missing
