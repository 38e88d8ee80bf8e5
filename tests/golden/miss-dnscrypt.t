# Near miss: DNSCrypt queries begin with eight bytes that do not change, here 02 in the third; then a key and
# a new nonce.
udp 10.0.0.11:40000 > 192.0.2.7:443
not skype

0       > 7ac1024b9d30e65f ~291*32 ~292*12 ~293*272
1.5     > 7ac1024b9d30e65f ~291*32 ~294*12 ~295*272
1.6     < "r6fnvWj8" ~294*12 ~296*12 ~297*200

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
