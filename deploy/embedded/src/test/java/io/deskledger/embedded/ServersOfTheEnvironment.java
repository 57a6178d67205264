package io.deskledger.embedded;

/** Says which servers a test gets. */
final class ServersOfTheEnvironment {

    private ServersOfTheEnvironment() {}

    public static void main(String[] args) {
        System.out.println(TestServers.newDatabase().url());
        System.out.println(TestServers.kafka());
        System.out.println("DONE");
    }
}
