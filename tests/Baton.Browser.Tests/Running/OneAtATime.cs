// A browser, an app and a test each want the machine; two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
