# Diffie-Hellman of 5.x to 7.x: two values with random padding, then a hash of eight bytes each way (SOS2).
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~551*77
0.1     < ~552*93
0.1012  > ~553*8
0.2     < ~554*8
0.3     > ~555*40

--- whole
packet 3 >    8 bytes  2020 tcp-key-exchange: skype +70 = 70
packet 4 <    8 bytes  2022 tcp-key-exchange-answer: skype +25 = 95
skype signalling tcp, final 95, packet 3 of 4
by 2020 tcp-key-exchange, era 5.0 - 7.18
flags none
path nat-one
--- only >
packet 2 >    8 bytes  2021 tcp-key-exchange-one-way: skype +50 = 50
skype signalling tcp, likely 50, packet 2 of 3
by 2021 tcp-key-exchange-one-way, era 5.0 - 7.18
flags one-way missing
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
