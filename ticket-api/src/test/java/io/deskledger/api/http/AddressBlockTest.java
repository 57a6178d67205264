package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressBlockTest {

    @Test
    void everyIpv4AddressIsItsOwn() {
        assertThat(block("192.0.2.7")).isEqualTo(block("192.0.2.7")).isNotEqualTo(block("192.0.2.8"));
        assertThat(block("255.255.255.255")).isNotEqualTo(AddressBlock.of(null));
    }

    @Test
    void anIpv6NetworkIsOne() {
        assertThat(block("2001:db8:1:2::1")).isEqualTo(block("2001:db8:1:2:ffff::9"));
        assertThat(block("2001:db8:1:2::1")).isNotEqualTo(block("2001:db8:1:3::1"));
        assertThat(block("::1")).isNotEqualTo(block("0.0.0.0"));
    }

    private static AddressBlock block(String address) {
        try {
            return AddressBlock.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new AssertionError(address, e);
        }
    }
}
