# Near miss: the sizes of a key exchange, and text behind the number of a message.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 9c4e "join the long table of the others who are here at eight"
0.1     < e731 "you are welcome at the long table of others, bring wine"
0.2     > 1f88 "thanks"
0.3     < b25d "8 is ok"
--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
