# A 1.x record behind the opening, on port 80.
tcp 10.0.0.11:50000 > 192.0.2.7:80

0       > ~501*14
0.1     < ~502*14 2c8e34d1260563a760 ~503*36
0.11    > 866d7bb03100697a03 ~504*16

--- whole
packet 2 <   59 bytes  2001 tcp-record-client: skype +85 = 85
packet 2 <   59 bytes  2003 tcp-record-answer: skype +30 = 100
skype signalling tcp-80, final 100, packet 2 of 2
by 2001 tcp-record-client, era 1.0 - 4.2
flags none
path nat-one
