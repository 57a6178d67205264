package io.deskledger.api.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Who shares a bucket: one IPv4 address, or a /64 of IPv6, which is what one subscriber has at least.
 *
 * @param six whether it is IPv6
 * @param bits the address, or the half of it that names the network
 */
public record AddressBlock(boolean six, long bits) {

    private static final AddressBlock UNKNOWN = new AddressBlock(false, -1);

    /** The block of an address; all that are not known share one. */
    public static AddressBlock of(@Nullable InetAddress address) {
        if (address == null) {
            return UNKNOWN;
        }
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new AddressBlock(true, bytes.getLong())
                : new AddressBlock(false, Integer.toUnsignedLong(bytes.getInt()));
    }
}
