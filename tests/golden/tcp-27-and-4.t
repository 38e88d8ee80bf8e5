# ADA09's sizes: of six segments the fourth has 27 bytes and the sixth 4, around a supernode's long answer
# (EHL06).
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~531*41
0.1     < ~532*38
0.12    < ~533*40
0.2     > ~534*27
0.3     < ~535*578
0.4     > ~536*4

--- whole
packet 6 >    4 bytes  2010 tcp-27-and-4: skype +60 = 60
skype signalling tcp, likely 60, packet 6 of 6
by 2010 tcp-27-and-4, era 2.0 - 4.2
flags none
path nat-one
--- only >
packet 3 >    4 bytes  2013 tcp-27-and-4-one-way: skype +50 = 50
skype signalling tcp, likely 50, packet 3 of 3
by 2013 tcp-27-and-4-one-way, era 2.0 - 4.2
flags one-way missing
path nat-one
--- only <
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way missing
