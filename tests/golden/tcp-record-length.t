# Lengths only: behind both openings the first byte is the length of the record, the rest is another command.
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~501*14
0.1     < ~502*14 2dfd4478aa7ad27a7c ~513*36
0.11    > 86e2ecc2cc90caebb9 ~514*16

--- whole
packet 2 <   59 bytes  2003 tcp-record-answer: skype +30 = 30
packet 3 >   25 bytes  2002 tcp-record-length: skype +30 = 60
skype signalling tcp, likely 60, packet 3 of 3
by 2003 tcp-record-answer, era 1.0 - 4.2
flags none
path nat-one
--- only >
packet 2 >   25 bytes  2002 tcp-record-length: skype +30 = 30
unknown none none, open 30, 2 packets
by 2002 tcp-record-length, era 1.0 - 4.2
flags one-way missing
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
