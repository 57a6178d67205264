package io.deskledger.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true"
    })
    void knowsItsOwn(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(Network.address(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10/8", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "a.org", ""})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comesInLists() {
        assertThat(Network.parseAll(" ")).isEmpty();
        assertThat(Network.parseAll("10.0.0.0/8, ::1")).hasSize(2);
        assertThatThrownBy(() -> Network.parseAll("10.0.0.0/8,")).isInstanceOf(IllegalArgumentException.class);
    }
}
