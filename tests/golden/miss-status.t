# Near miss: a program whose requests have a number and the type 2, and whose answers repeat the number, with the type 5
# and a status where Skype names an address.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*7
0.04    < 60c4 05 00 cb1071055aa311
1       > 60c5 02 8f1e2d3c 4b5a6978 ~43*9
1.04    < 60c5 07 00 cb2071085aa319

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
