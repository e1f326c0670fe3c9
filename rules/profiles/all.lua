return profile {
  name = "all",
  title = "Every control that is loaded",
  all = true,
}
