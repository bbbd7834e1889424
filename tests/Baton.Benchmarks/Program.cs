Console.Error.WriteLine("Which benchmark? coordinate, latency or decide.");
return 2;
