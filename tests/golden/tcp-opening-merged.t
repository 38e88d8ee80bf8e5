# The client's opening and its record come in one segment.
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~501*14 866d7bb03100697a03 ~504*16
0.1     < ~502*14 2c8e34d1260563a760 ~503*36

--- whole
packet 1 >   39 bytes  2001 tcp-record-client: skype +85 = 85
skype signalling tcp, likely 85, packet 1 of 2
by 2001 tcp-record-client, era 1.0 - 4.2
flags none
path nat-one
